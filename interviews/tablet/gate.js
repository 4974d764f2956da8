// What comes before any screen: the code of the tablet, or a tablet that is in the hands of the person.
import { addressOf } from "./address.js";

/** The place that can be shown. */
export async function gate({ store, settings }, place) {
  if (store.state === "neuve" && !settings.comptes) {
    await store.begin({ serverKey: settings.cle, keyId: settings.cle_id, pin: null });
  }
  if (store.state !== "ouverte") return { screen: "unlock", interview: null, args: {} };
  const handed = await store.prefs.get("handed");
  if (!handed || (place.screen === "handed" && place.interview === handed)) return place;
  history.replaceState(null, "", addressOf("handed", handed));
  return { screen: "handed", interview: handed, args: {} };
}
