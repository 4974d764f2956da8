"""What « kparole verifier » looks at: this machine, its data, what reads the words. Nothing here changes anything."""
