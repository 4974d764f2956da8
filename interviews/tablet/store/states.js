// Where an operation stands on this device.

export const WAITING = 0; // to be sent
export const RECEIVED = 1; // the server has said so
export const ASIDE = 2; // the server refused it, or has another content under its id
