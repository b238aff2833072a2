// The contract by Redoc, in the colours of page.css: read from there, so that light and dark stand in one place.
const sheet = getComputedStyle(document.documentElement);
const colour = (name) => sheet.getPropertyValue(`--${name}`).trim();
const dark = matchMedia("(prefers-color-scheme: dark)");

function theme() {
  const ink = colour("ink"), soft = colour("soft"), ground = colour("sheet"), paper = colour("paper"), rule = colour("rule");
  return {
    colors: {
      primary: { main: colour("accent"), contrastText: colour("on-accent") },
      success: { main: colour("good") },
      error: { main: colour("bad") },
      text: { primary: ink, secondary: soft },
      border: { dark: rule, light: rule },
      responses: {
        success: { color: colour("good"), backgroundColor: colour("good-ground"), tabTextColor: "#8fd6ab" },
        error: { color: colour("bad"), backgroundColor: colour("bad-ground"), tabTextColor: "#ffaab0" },
        redirect: { color: colour("open"), backgroundColor: colour("open-ground"), tabTextColor: "#f0cf7a" },
        info: { color: colour("accent"), backgroundColor: paper, tabTextColor: "#8fb8f0" },
      },
    },
    schema: { nestedBackground: paper, typeNameColor: soft, typeTitleColor: soft, requireLabelColor: colour("bad"), linesColor: soft, arrow: { color: soft } },
    typography: { fontFamily: colour("sans"), headings: { fontFamily: colour("sans") }, links: { color: colour("accent"), visited: colour("accent"), hover: colour("accent") }, code: { color: colour("bad"), backgroundColor: paper } },
    sidebar: { backgroundColor: paper, textColor: ink, activeTextColor: colour("accent"), arrow: { color: soft } },
    rightPanel: { backgroundColor: "#24282d", textColor: "#ebe8e1" },
    fab: { backgroundColor: ground, color: colour("accent") },
  };
}

function show() {
  const place = document.getElementById("reference");
  place.replaceChildren();
  Redoc.init("/openapi.yaml", { hideHostname: true, nativeScrollbars: true, hideSchemaPattern: true, theme: theme() }, place);
}

show();
dark.addEventListener("change", () => location.reload());
