// What one does to the cards and to what is known of the person. Methods of the App.
import { newId, tokenOf } from "./model.js";

export const cardActs = {
  toggleCard(key) {
    this.ui.card = this.ui.card === key ? null : key;
    this.redraw();
  },

  moveCard(key, at) {
    const others = this.model.cards.filter((card) => card.key !== key);
    return this.act({ do: "card-move", key, before: others[at]?.key ?? null });
  },

  takeCard(tile, taken) {
    const last = taken.at(-1);
    if (!last || (tile.joker && taken.length < tile.most)) {
      const edit = { do: "card-add", key: newId(), card: tile.card, title: tile.joker ? null : tile.title };
      return this.act(edit);
    }
    if (this.model.byPlace().get(tokenOf(["carte", last.key])).length) {
      return this.say("Il y a des notes sous cette carte\u00a0: elle reste. Retirez-la par ses trois points.");
    }
    return this.act({ do: "card-remove", key: last.key });
  },

  changeCard(key, tile) {
    this.closeTable();
    return this.act({ do: "card-title", key, card: tile.card, title: tile.joker ? null : tile.title });
  },

  async removeCard(key) {
    const name = this.placeName(["carte", key]);
    if (!(await this.act({ do: "card-remove", key }))) return;
    this.say(`«\u00a0${name}\u00a0» est retirée. Ses notes sont dans «\u00a0À ranger\u00a0».`);
    document.querySelector(".fil .button")?.focus();
  },

  sayFact(name, value) {
    this.sender.typeFact(name, value);
    this.draw();
    return this.sender.flush();
  },
};
