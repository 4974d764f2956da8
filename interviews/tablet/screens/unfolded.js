// Which tools are unfolded on this tablet: they stay as they were left.

/** True when this tool is unfolded. */
export function shown(app, id) {
  return app.store.prefs.get(`outil-${id}`) === true;
}

export function show(app, id, on) {
  app.store.prefs.set(`outil-${id}`, on);
  app.redraw();
}
