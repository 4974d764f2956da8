"""What Flask-Security says, in the French of KParole: one sentence a message, with what to do."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str]] = {
    # coming in
    "GENERIC_AUTHN_FAILED": (
        "Ce nom et ce mot de passe ne vont pas ensemble. Vérifiez-les, ou demandez un nouveau lien à l'administration.",
        "error",
    ),
    "LOGIN": ("Entrez d'abord : cette page demande de savoir qui vous êtes.", "info"),
    "UNAUTHENTICATED": ("Entrez d'abord : cette page demande de savoir qui vous êtes.", "info"),
    "UNAUTHORIZED": ("Cette page n'est pas ouverte pour vous.", "error"),
    "ANONYMOUS_USER_REQUIRED": ("Vous êtes déjà là. Sortez d'abord si vous voulez entrer sous un autre nom.", "info"),
    "DISABLED_ACCOUNT": ("Ce compte est fermé. Demandez à l'administration de l'ouvrir.", "error"),
    "USER_DOES_NOT_EXIST": ("Ce nom et ce mot de passe ne vont pas ensemble.", "error"),
    "IDENTITY_NOT_REGISTERED": ("Ce nom et ce mot de passe ne vont pas ensemble.", "error"),
    "INVALID_REDIRECT": ("Cette adresse n'est pas de KParole : vous restez ici.", "error"),
    "API_ERROR": ("La demande n'est pas arrivée entière. Recommencez.", "error"),
    "INVALID_INPUT": ("Cette réponse ne convient pas. Corrigez-la.", "error"),
    "INVALID_INPUT_LENGTH": ("C'est trop long : moins de %(length)s caractères.", "error"),
    # names
    "USERNAME_NOT_PROVIDED": ("Tapez un nom.", "error"),
    "USERNAME_INVALID_LENGTH": ("Entre %(min)d et %(max)d caractères.", "error"),
    "USERNAME_DISALLOWED_CHARACTERS": (
        "Des lettres, des chiffres, des espaces, un point ou un tiret, rien d'autre.",
        "error",
    ),
    "USERNAME_ALREADY_ASSOCIATED": ("Ce nom est déjà pris. Choisissez-en un autre.", "error"),
    "IDENTITY_ALREADY_ASSOCIATED": ("Ce nom est déjà pris. Choisissez-en un autre.", "error"),
    # passwords
    "PASSWORD_NOT_PROVIDED": ("Tapez un mot de passe.", "error"),
    "INVALID_PASSWORD": ("Ce n'est pas votre mot de passe. Essayez encore.", "error"),
    "PASSWORD_MISMATCH": ("Les deux mots de passe ne sont pas les mêmes. Retapez le second.", "error"),
    "RETYPE_PASSWORD_MISMATCH": ("Les deux mots de passe ne sont pas les mêmes. Retapez le second.", "error"),
    "PASSWORD_INVALID_LENGTH": (
        "Au moins %(length)s caractères. Quatre mots qui n'ont rien à voir font un bon mot de passe.",
        "error",
    ),
    "PASSWORD_TOO_SIMPLE": ("Ce mot de passe se devine. Choisissez quatre mots qui n'ont rien à voir.", "error"),
    "PASSWORD_IS_THE_SAME": ("C'est le même qu'avant. Choisissez-en un autre.", "error"),
    "PASSWORD_CHANGE": ("Votre mot de passe est changé. Vos autres appareils devront se reconnecter.", "success"),
    "REFRESH": ("Retapez votre mot de passe : ce que vous allez changer protège votre compte.", "info"),
    "REAUTHENTICATION_REQUIRED": ("Retapez d'abord votre mot de passe.", "info"),
    "REAUTHENTICATION_SUCCESSFUL": ("C'est bien vous. Vous pouvez continuer.", "success"),
    # second factor
    "INVALID_CODE": ("Ce code ne va pas. Attendez le suivant, puis tapez-le.", "error"),
    "INVALID_PASSWORD_CODE": ("Ce code ne va pas. Attendez le suivant, puis tapez-le.", "error"),
    "TWO_FACTOR_INVALID_TOKEN": (
        "Ce code ne va pas. Attendez le suivant, puis tapez-le. Vérifiez aussi l'heure du téléphone.",
        "error",
    ),
    "TWO_FACTOR_LOGIN_SUCCESSFUL": ("Le code est bon. Bienvenue.", "success"),
    "TWO_FACTOR_CHANGE_METHOD_SUCCESSFUL": (
        "Le second facteur est allumé. Faites maintenant des codes de secours : un téléphone se perd.",
        "success",
    ),
    "TWO_FACTOR_DISABLED": ("Le second facteur est éteint. Votre mot de passe suffit pour entrer.", "success"),
    "TWO_FACTOR_PERMISSION_DENIED": ("Trop de temps a passé. Recommencez par votre nom et votre mot de passe.", "info"),
    "TWO_FACTOR_METHOD_NOT_AVAILABLE": ("Choisissez ce que vous voulez faire du second facteur.", "error"),
    "TWO_FACTOR_SETUP_EXPIRED": ("Trop de temps a passé. Recommencez : un nouveau dessin vous attend.", "error"),
    "INVALID_RECOVERY_CODE": ("Ce code de secours ne va pas, ou il a déjà servi. Essayez le suivant.", "error"),
    "NO_RECOVERY_CODES_SETUP": ("Vous n'avez pas encore de codes de secours. Faites-en.", "info"),
}
"""Flask-Security's name of a message, what is said, and how it is shown."""
