// Follows a long job: asks where it stands, moves the bar, goes to the result when it is over.
const box = document.querySelector("[data-job]");
const bar = document.querySelector("[data-progress]");
const step = document.querySelector("[data-step] strong");
const count = document.querySelector("[data-count]");
const PAUSE = 700;

async function ask() {
  const response = await fetch(box.dataset.job, { headers: { Accept: "application/json" } });
  if (!response.ok) return null;
  return response.json();
}

function show(job) {
  if (step.textContent !== job.step) step.textContent = job.step;
  bar.max = job.total || 1;
  bar.value = job.done;
  count.textContent = job.total ? `${job.done} sur ${job.total}` : "";
}

async function follow() {
  const job = await ask().catch(() => null); // a short cut of the network: ask again
  if (job) {
    show(job);
    if (job.over) {
      location.replace(job.state === "done" ? job.url : location.href);
      return;
    }
  }
  setTimeout(follow, PAUSE);
}

if (box && bar) follow();
