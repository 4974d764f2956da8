// The form of a passage moved by keys and by taps: which effect, how strongly, which way.

const STRENGTHS = ["1", "2", "3"];
const WAYS = ["1", "negative", "absente"];

const rows = (form) => [...form.querySelectorAll("[data-offer]")];
const radios = (row) => [...row.querySelectorAll("input[type=radio]")];

export const valueOf = (row) => radios(row).find((one) => one.checked)?.value ?? "";

/** Says a value of an effect and shows which one the next keys are about. */
export function say(form, row, value) {
  const radio = radios(row).find((one) => one.value === value);
  if (!radio) return;
  radio.checked = true;
  hold(form, row);
  radio.dispatchEvent(new Event("change", { bubbles: true }));
}

export function hold(form, row) {
  form.querySelector("[data-offer].held")?.classList.remove("held");
  row.classList.add("held");
  row.scrollIntoView({ block: "nearest" });
}

/** On, as the machine proposed or « évoqué »; or off. */
export function toggle(form, row) {
  const first = radios(row).find((one) => one.defaultChecked)?.value || "1";
  say(form, row, valueOf(row) ? "" : first);
}

export function byKey(form, key) {
  const row = rows(form).find((one) => one.dataset.key === key);
  if (row) toggle(form, row);
  return Boolean(row);
}

const held = (form) => form.querySelector("[data-offer].held") ?? rows(form).find((row) => valueOf(row)) ?? rows(form)[0];

export const stronger = (form) => turn(form, STRENGTHS);
export const otherWay = (form) => turn(form, WAYS);

/** The next of these values for the effect at hand, the first when it has none of them. */
function turn(form, values) {
  const row = held(form);
  const now = valueOf(row);
  const place = values === WAYS && STRENGTHS.includes(now) ? 0 : values.indexOf(now);
  say(form, row, values[(place + 1) % values.length]);
}

/** What a form says as it is sent, but for its token. */
export function body(form, submitter) {
  const said = new URLSearchParams(new FormData(form));
  if (submitter?.name) said.set(submitter.name, submitter.value);
  said.delete("csrf_token");
  said.delete("coupe");
  return said.toString();
}
