"use strict";
(() => {
  const root = document.documentElement;
  const plots = [...document.querySelectorAll(".plot")].map((place) => ({
    place,
    spec: JSON.parse(place.nextElementSibling.textContent),
  }));

  // Figures name colours as CSS variables, so that one specification serves light, dark and print.
  function coloured(part, style) {
    if (typeof part === "string") {
      const name = /^var\((--[\w-]+)\)$/.exec(part);
      return name ? style.getPropertyValue(name[1]).trim() : part;
    }
    if (Array.isArray(part)) return part.map((each) => coloured(each, style));
    if (part === null || typeof part !== "object") return part;
    return Object.fromEntries(Object.entries(part).map(([key, each]) => [key, coloured(each, style)]));
  }

  function draw({ place, spec }, size) {
    const { data, layout } = coloured(spec, getComputedStyle(root));
    const config = {
      responsive: true,
      displaylogo: false,
      displayModeBar: false,
    };
    return Plotly.react(place, data, { ...layout, ...size }, config);
  }

  if (window.Plotly) {
    plots.forEach((plot) => draw(plot));
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => plots.forEach((plot) => draw(plot)));
    addEventListener("beforeprint", () => {
      root.classList.add("printing");
      plots.forEach((plot) => draw(plot, { width: plot.place.clientWidth }));
    });
    addEventListener("afterprint", () => {
      root.classList.remove("printing");
      plots.forEach((plot) => draw(plot));
    });
  }

  const search = document.getElementById("search");
  if (search) {
    const rows = [...document.querySelectorAll("#evidence tbody tr")];
    const texts = rows.map((row) => row.textContent.toLowerCase());
    search.addEventListener("input", () => {
      const wanted = search.value.trim().toLowerCase().split(/\s+/);
      let shown = 0;
      rows.forEach((row, place) => {
        row.hidden = !wanted.every((word) => texts[place].includes(word));
        shown += row.hidden ? 0 : 1;
      });
      document.getElementById("found").textContent = `${shown} of ${rows.length}`;
    });
  }
})();
