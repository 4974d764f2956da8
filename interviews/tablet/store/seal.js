// Encryption of one record: AES-GCM 256, bound to the place it is kept at, so that none can be put in place of another.

const toBytes = new TextEncoder();
const toText = new TextDecoder("utf-8", { fatal: true });

export const place = (...parts) => parts.join(":");

export async function sealBytes(key, where, bytes) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const how = { name: "AES-GCM", iv, additionalData: toBytes.encode(where) };
  return { iv, sealed: await crypto.subtle.encrypt(how, key, bytes) };
}

// Rejects when the key is another, or when a bit of it changed.
export function openBytes(key, where, { iv, sealed }) {
  return crypto.subtle.decrypt({ name: "AES-GCM", iv, additionalData: toBytes.encode(where) }, key, sealed);
}

export const jsonBytes = (value) => toBytes.encode(JSON.stringify(value));
export const fromJsonBytes = (bytes) => JSON.parse(toText.decode(bytes));

export function toBase64(bytes) {
  const view = bytes instanceof Uint8Array ? bytes : new Uint8Array(bytes);
  let text = "";
  for (let start = 0; start < view.length; start += 0x8000) {
    text += String.fromCharCode(...view.subarray(start, start + 0x8000));
  }
  return btoa(text);
}

export function fromBase64(text) {
  return Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
}

export async function sha256(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (one) => one.toString(16).padStart(2, "0")).join("");
}
