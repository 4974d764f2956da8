// The review without a page to load between two passages: a decision shows at once, leaves by itself, and is never lost.

import { body, byKey, hold, otherWay, stronger, toggle } from "./form.js";
import { Outbox } from "./outbox.js";
import { watch } from "./pick.js";
import { Sheets, pathOf, sheetIn } from "./sheets.js";

const plural = (number, one, many) => `${number} ${Math.abs(number) < 2 ? one : many}`;
const newId = () => crypto.randomUUID?.() ?? String(Math.random());
const here = () => document.querySelector("[data-sheet]");
const form = () => here().querySelector("[data-decision]");
const sheets = new Sheets();
const past = [];
const leaving = new Map();
const decided = new Set();
const base = { done: 0, changed: 0 };
let moving = false;

const outbox = new Outbox({
  who: here().dataset.who,
  token: document.querySelector("[name=csrf_token]").value,
  fresh: async () => {
    const page = await sheets.get(location.href, { fresh: true });
    return page && sheetIn(page)?.querySelector("[name=csrf_token]")?.value;
  },
});

function told() {
  const trace = here().querySelector("[data-trace]");
  const { waiting, why } = outbox;
  trace.classList.toggle("late", Boolean(why));
  trace.textContent = waiting && why ? `${plural(waiting, "décision attend", "décisions attendent")} : ${why}`
    : waiting ? "J’enregistre…" : past.length ? "Enregistré" : "";
  counted();
}

/** The counters, with what is decided here and not yet in the page. */
function counted() {
  const sheet = here();
  const counts = sheet.querySelector("[data-counts]");
  const done = Math.min(base.done + [...decided].filter((path) => !base.paths.has(path)).length, Number(counts.dataset.total));
  counts.textContent = counts.textContent.replace(/\d+ relus?$/, plural(done, "relu", "relus"));
  const changed = base.changed + past.length;
  sheet.querySelector("[data-since]").textContent = changed
    ? `${plural(changed, "décision", "décisions")} depuis la dernière analyse` : "";
}

outbox.addEventListener("told", told);
outbox.addEventListener("received", ({ detail: { line, told: answer } }) => {
  const one = leaving.get(line.id);
  leaving.delete(line.id);
  if (one) Object.assign(one, { number: answer.number, next: answer.next });
});
outbox.addEventListener("refused", ({ detail: { line, refused } }) => {
  decided.delete(line.path);
  past.splice(0, past.length, ...past.filter((one) => one.id !== line.id));
  alarm(refused, line.back);
});

function alarm(words, back) {
  const note = document.createElement("p");
  note.className = "note alert";
  note.setAttribute("role", "alert");
  const link = Object.assign(document.createElement("a"), { href: back, textContent: "Revoir ce passage" });
  const text = document.createElement("span");
  text.append(`${words} `, link);
  note.append(text);
  here().before(note);
}

/** Puts the passage of this address on the screen. */
async function show(address, { push = true, fresh = false } = {}) {
  if (moving || !address) return;
  moving = true;
  const known = decided.has(pathOf(address)) && outbox.waiting === 0; // the page fetched before does not say it yet
  const page = (await sheets.get(address, { fresh: fresh || known })) ?? (await sheets.get(address));
  moving = false;
  const sheet = page && sheetIn(page);
  if (!sheet) {
    if (page || (await outbox.flush())) location.href = address;
    else told();
    return;
  }
  here().replaceWith(document.adoptNode(sheet));
  if (push) history.pushState(null, "", address);
  begin();
  here().querySelector("h1").focus({ preventScroll: true });
  if (here().getBoundingClientRect().top < 0) here().scrollIntoView();
}

/** The next passage nobody decided of; the server knows better once all was decided here. */
async function goOn(sheet, last) {
  const next = sheet.dataset.todo;
  if (!decided.has(pathOf(next)) && pathOf(next) !== pathOf(sheet.dataset.index)) return show(next);
  if (await outbox.flush()) return show(last.next ?? sheet.dataset.index);
  return told();
}

function decide(submitter) {
  const sheet = here();
  const path = pathOf(location.href);
  const back = location.pathname + location.search;
  const one = { id: newId(), path, back };
  past.push(one);
  leaving.set(one.id, one);
  decided.add(path);
  outbox.push({ ...one, url: form().getAttribute("action"), body: body(form(), submitter) });
  goOn(sheet, one);
}

/** Takes back the last decision made here: before it leaves, else by its number; without any, the last the server knows. */
async function undo(asked) {
  const one = past.pop();
  if (!one) return asked.submit();
  decided.delete(one.path);
  if (!outbox.withdraw(one.id)) {
    await outbox.flush();
    if (one.number) {
      const said = new URLSearchParams({ decision: one.number, grille: new URLSearchParams(location.search).get("grille") ?? "" });
      outbox.push({ id: newId(), url: asked.getAttribute("action"), body: said.toString(), path: one.path, back: one.back });
      await outbox.flush();
    } else {
      outbox.withdraw(one.id); // nobody answered: it is still here
    }
  }
  await show(one.back, { fresh: outbox.waiting === 0 });
  told();
  return null;
}

let undoing = Promise.resolve();
const undoNext = (asked) => { undoing = undoing.then(() => undo(asked)); };

async function near() {
  const link = here().querySelector("[data-near]");
  const place = here().querySelector("[data-near-here]");
  if (!link) return;
  if (!place.hidden) { place.hidden = true; return; }
  const answer = await fetch(link.href, { headers: { "X-Fragment": "1" } }).catch(() => null);
  if (!answer?.ok) { location.href = link.href; return; }
  place.innerHTML = await answer.text();
  place.hidden = false;
}

const KEYS = {
  f: () => stronger(form()), p: () => otherWay(form()), u: () => undoNext(here().querySelector("[data-undo]")), v: near,
  0: () => decide(form().querySelector("[name=rien]")), Enter: () => decide(form().querySelector(".primary")),
  ArrowLeft: () => show(here().dataset.before), ArrowRight: () => show(here().dataset.following),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || !here()) return;
  const radio = event.target.matches("input[type=radio]");
  if (event.target.closest("select, textarea, input:not([type=radio])")) return;
  if (event.key === "Enter" && event.target.closest("a, button, summary")) return;
  if (event.key.startsWith("Arrow") && radio) return;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (/^[1-9]$/.test(key) ? byKey(form(), key) : KEYS[key]) {
    event.preventDefault();
    if (!/^[1-9]$/.test(key)) KEYS[key]();
  }
});

function begin() {
  const sheet = here();
  const own = form();
  sheet.querySelector("[data-keys]").hidden = false;
  sheet.querySelector("h1").tabIndex = -1;
  own.addEventListener("submit", (event) => {
    if (event.submitter?.hasAttribute("data-cut")) return;
    event.preventDefault();
    decide(event.submitter);
  });
  own.querySelectorAll("[data-offer]").forEach((row) => {
    row.querySelector("legend").addEventListener("click", () => toggle(own, row));
    row.addEventListener("change", () => hold(own, row));
  });
  sheet.querySelector("[data-undo]").addEventListener("submit", (event) => { event.preventDefault(); undoNext(event.target); });
  sheet.querySelectorAll("[data-go]").forEach((link) => link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    show(link.getAttribute("href"));
  }));
  sheet.querySelector("[data-near]")?.addEventListener("click", (event) => { event.preventDefault(); near(); });
  watch(sheet);
  told();
  document.dispatchEvent(new CustomEvent("moments:fresh"))
  sheets.ahead(sheet.dataset.todo);
  sheets.ahead(sheet.dataset.following, 1);
}

addEventListener("popstate", () => show(location.href, { push: false }));

base.done = Number(here().querySelector("[data-counts]").dataset.done);
base.changed = Number(here().querySelector("[data-since]").dataset.since);
base.paths = new Set(here().dataset.finished ? [pathOf(location.href)] : []);
begin();
outbox.flush();
