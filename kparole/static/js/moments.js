// Says moments in the time of this device: the page carries them in universal time.
const DAYS = new Intl.DateTimeFormat("fr-FR", { day: "numeric", month: "long", year: "numeric" });

function midnight(moment) {
  return new Date(moment.getFullYear(), moment.getMonth(), moment.getDate()).getTime();
}

function day(moment) {
  const gap = Math.round((midnight(new Date()) - midnight(moment)) / 86400000);
  const near = { 0: "aujourd’hui", 1: "hier", [-1]: "demain" }[gap];
  return near ?? `le ${DAYS.format(moment).replace(/^1 /, "1er ")}`;
}

function sayMoments() {
  for (const place of document.querySelectorAll("time[data-moment]")) {
    const moment = new Date(place.dateTime);
    const minutes = String(moment.getMinutes()).padStart(2, "0");
    place.textContent = `${day(moment)} à ${moment.getHours()}\u00a0h\u00a0${minutes}`;
  }
}

sayMoments();
document.addEventListener("moments:fresh", sayMoments); // a part of the page was replaced
