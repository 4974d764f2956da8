// The one way to the server. It believes only what KParole itself has answered: JSON that carries its mark. A wifi's own
// page, a proxy's error and a redirect to a login page all look like answers; none of them counts as one.

const TIMEOUT = 20000;
const MARK = "X-KParole";
const TOKEN = "/api/jeton";

let token = null;

/**
 * Asks the server, with a token when the method writes; after a 400 once more with a fresh one.
 * Gives {kind: "answer", status, body} | {kind: "nobody", slow} | {kind: "stranger", status} | {kind: "login"}.
 */
export async function ask(method, path, options = {}) {
  if (method === "GET") return once(method, path, options);
  if (token === null) {
    const found = await freshToken(options);
    if (token === null) return found;
  }
  const answer = await once(method, path, options);
  if (answer.kind !== "answer" || answer.status !== 400) return answer;
  const found = await freshToken(options);
  return token === null ? found : once(method, path, options);
}

/** Fetches the token of what is sent next; gives the answer, whose body also says who acts. */
export async function freshToken({ timeout } = {}) {
  token = null;
  const answer = await once("GET", TOKEN, { timeout });
  if (answer.kind === "answer" && answer.status === 200 && typeof answer.body.jeton === "string") token = answer.body.jeton;
  return answer;
}

async function once(method, path, { json, bytes, headers = {}, timeout = TIMEOUT }) {
  const signal = AbortSignal.timeout(timeout);
  try {
    const response = await fetch(path, {
      method,
      body: json === undefined ? bytes : JSON.stringify(json),
      headers: { ...(method === "GET" ? {} : { "X-CSRFToken": token, "Content-Type": typeOf(json) }), ...headers },
      redirect: "manual",
      cache: "no-store",
      credentials: "same-origin",
      signal,
    });
    return await read(response);
  } catch (error) {
    if (!(error instanceof TypeError || error instanceof SyntaxError || error instanceof DOMException)) throw error;
    return { kind: "nobody", slow: signal.aborted };
  }
}

function typeOf(json) {
  return json === undefined ? "application/octet-stream" : "application/json";
}

/** What came back; throws as fetch does when it is cut before its end. */
async function read(response) {
  const type = response.headers.get("Content-Type") ?? "";
  if (response.headers.get(MARK) !== "1" || !type.startsWith("application/json")) {
    return { kind: "stranger", status: response.status };
  }
  const body = JSON.parse(await response.text());
  if (typeof body !== "object" || body === null) return { kind: "stranger", status: response.status };
  return response.status === 401 ? { kind: "login" } : { kind: "answer", status: response.status, body };
}
