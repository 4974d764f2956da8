// How a device key is put away: under a code (PBKDF2), and always under the server's public key (RSA-OAEP) as well.

import { trouble } from "./errors.js";

export const ROUNDS = 600_000;
export const LEAST_SIGNS = 6;
const AES = { name: "AES-GCM", length: 256 };
const OAEP = { name: "RSA-OAEP", hash: "SHA-256" };

// A new device key. What comes back can be used and never read out; only the wrapped copies hold its bytes.
export async function makeKey({ serverKey, keyId, pin }) {
  if (!serverKey || !keyId) throw trouble("cle");
  if (pin !== null && [...cleanPin(pin)].length < LEAST_SIGNS) throw trouble("code");
  const raw = await crypto.subtle.generateKey(AES, true, ["encrypt", "decrypt"]);
  const forServer = await wrapForServer(raw, serverKey);
  const closed = pin === null ? null : await wrapWithPin(raw, pin);
  const bytes = await crypto.subtle.exportKey("raw", raw);
  const key = await crypto.subtle.importKey("raw", bytes, AES, false, ["encrypt", "decrypt"]);
  new Uint8Array(bytes).fill(0);
  return { key, row: { id: crypto.randomUUID(), serverKey: keyId, forServer, pin: closed, madeAt: Date.now() } };
}

// The device key, or null when the code is wrong.
export async function openWithPin(pin, { salt, rounds, iv, wrapped }, { extractable = false } = {}) {
  const door = await doorOf(pin, salt, rounds);
  try {
    const how = { name: "AES-GCM", iv };
    return await crypto.subtle.unwrapKey("raw", wrapped, door, how, AES, extractable, ["encrypt", "decrypt"]);
  } catch (error) {
    if (error?.name === "OperationError") return null;
    throw error;
  }
}

export async function wrapForServer(key, serverKey) {
  const outer = await crypto.subtle.importKey("jwk", serverKey, OAEP, false, ["wrapKey"]);
  return crypto.subtle.wrapKey("raw", key, outer, OAEP);
}

async function wrapWithPin(key, pin) {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const door = await doorOf(pin, salt, ROUNDS);
  const wrapped = await crypto.subtle.wrapKey("raw", key, door, { name: "AES-GCM", iv });
  return { salt, rounds: ROUNDS, iv, wrapped };
}

async function doorOf(pin, salt, rounds) {
  const typed = new TextEncoder().encode(cleanPin(pin));
  const base = await crypto.subtle.importKey("raw", typed, "PBKDF2", false, ["deriveKey"]);
  const how = { name: "PBKDF2", salt, iterations: rounds, hash: "SHA-256" };
  return crypto.subtle.deriveKey(how, base, AES, false, ["wrapKey", "unwrapKey"]);
}

function cleanPin(pin) {
  return String(pin).normalize("NFKC").trim();
}
