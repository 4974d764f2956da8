// Lets a password be read while it is typed; it is hidden again before it leaves.
for (const button of document.querySelectorAll("[data-reveal]")) {
  const field = document.getElementById(button.dataset.reveal);

  const show = (seen) => {
    field.type = seen ? "text" : "password";
    button.setAttribute("aria-pressed", String(seen));
  };

  button.hidden = false;
  button.addEventListener("click", () => show(field.type === "password"));
  field.form.addEventListener("submit", () => show(false)); // a browser keeps what was typed in a field of text
}
