// A file given as a photo, made ready to be kept: its kind is read from its bytes, and what the server does not take
// (HEIC, GIF, something very large) becomes a JPEG when this browser can open it.

const MOST_BYTES = 20_000_000;
const MOST_SIDE = 4096; // pixels
const QUALITIES = [0.9, 0.75, 0.5];
const TAKEN = "JPEG, PNG ou WebP";

const SAID = {
  other: `Ce fichier n’est pas une photo. Donnez une image ${TAKEN}.`,
  unreadable: `Ce navigateur ne lit pas cette image. Donnez-la en ${TAKEN}, ou reprenez la photo ici.`,
  broken: "Cette image est abîmée. Reprenez la photo.",
  heavy: "Cette image dépasse 20\u00a0Mo. Reprenez la photo, ou donnez-la plus petite.",
  empty: "Ce fichier est vide. Reprenez la photo.",
};

export class NotAPhoto extends Error {
  name = "NotAPhoto";
}

/** The photo as it will be kept (JPEG, PNG or WebP, 20 MB, 4096 px a side at most); throws NotAPhoto, in French. */
export async function readyPhoto(file) {
  if (file.size === 0) throw new NotAPhoto(SAID.empty);
  const type = kindOf(new Uint8Array(await file.slice(0, 16).arrayBuffer()));
  if (type === null && !file.type.startsWith("image/")) throw new NotAPhoto(SAID.other);
  const image = await opened(file, type);
  try {
    const large = Math.max(image.width, image.height) > MOST_SIDE;
    if (type !== null && !large && file.size <= MOST_BYTES) return new Blob([file], { type });
    return await redrawn(image);
  } finally {
    image.close();
  }
}

/** The type that the first bytes tell, null when the server does not take it. */
export function kindOf(head) {
  const text = String.fromCharCode(...head);
  if (text.startsWith("\u00ff\u00d8\u00ff")) return "image/jpeg";
  if (text.startsWith("\u0089PNG\r\n\u001a\n")) return "image/png";
  return text.startsWith("RIFF") && text.slice(8, 12) === "WEBP" ? "image/webp" : null;
}

async function opened(file, type) {
  try {
    return await createImageBitmap(file);
  } catch {
    throw new NotAPhoto(type === null ? SAID.unreadable : SAID.broken);
  }
}

async function redrawn(image) {
  const scale = Math.min(1, MOST_SIDE / Math.max(image.width, image.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(image.width * scale));
  canvas.height = Math.max(1, Math.round(image.height * scale));
  const pen = canvas.getContext("2d");
  pen.fillStyle = "#fff"; // where the picture is transparent
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(image, 0, 0, canvas.width, canvas.height);
  for (const quality of QUALITIES) {
    const blob = await new Promise((resolve) => { canvas.toBlob(resolve, "image/jpeg", quality); });
    if (blob === null) throw new NotAPhoto(SAID.broken);
    if (blob.size <= MOST_BYTES) return blob;
  }
  throw new NotAPhoto(SAID.heavy);
}
