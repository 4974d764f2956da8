// Going out is held back while words of an interview are still on this device, unsent: said once, then one may go all the same.
const RECEIVED = 1; // as in the store of the tablet (interviews/tablet/store/states.js)

function opened() {
  return new Promise((resolve) => {
    const asking = indexedDB.open("kparole-tablette");
    asking.onupgradeneeded = () => asking.transaction.abort(); // there was none: none is made
    asking.onsuccess = () => resolve(asking.result);
    asking.onerror = () => resolve(null);
  });
}

async function unsent() {
  const database = await opened();
  if (!database) return 0;
  try {
    return await new Promise((resolve) => {
      const asking = database.transaction("operations").objectStore("operations").openCursor();
      let number = 0;
      asking.onerror = () => resolve(0);
      asking.onsuccess = () => {
        const row = asking.result;
        if (!row) return resolve(number);
        number += row.value.state === RECEIVED ? 0 : 1;
        row.continue();
      };
    });
  } finally {
    database.close();
  }
}

async function held(event, form) {
  event.preventDefault();
  form.dataset.told = "oui";
  const number = await unsent().catch(() => 0);
  if (!number) return form.requestSubmit();
  const warning = form.parentElement.querySelector("[data-unsent]");
  warning.hidden = false;
  warning.querySelector("a").focus();
}

for (const form of "indexedDB" in window ? document.querySelectorAll("[data-leave]") : []) {
  form.addEventListener("submit", (event) => form.dataset.told || held(event, form));
}
