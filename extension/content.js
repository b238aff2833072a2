// Reads the words that a page shows, and marks its quotations in place. Runs in a world of its own: the page's scripts see none of it.
// What was found stands in closed shadow roots, so that the page's scripts cannot read it and its styles cannot hide or change it.

globalThis.onrecord ??= (() => {
  const MOST = 190_000; // characters; the service takes a little more
  const HIDDEN = "script, style, noscript, template, textarea, select, svg, math, iframe, nav, footer, [aria-hidden=true], onrecord-label";
  const HIGHLIGHT = "onrecord-"; // before the tone of marks
  const CLOSING = /[”"»’'“«]/;
  const DRAWN = 0.25; // of the window: a canvas of this size is the page and no ornament
  const STYLE = `
    :host { all: initial !important; position: relative !important; display: inline-block !important; }
    button { all: unset; font: 600 12px/1.2 system-ui, sans-serif; margin: 0 3px; padding: 2px 7px; border: 1px solid currentColor; border-radius: 1rem; white-space: nowrap; cursor: pointer; }
    button:focus-visible { outline: 2px solid #1d4f91; outline-offset: 1px; }
    .good { color: #1c6340; background: #dff0e4; } .bad { color: #9b1c2a; background: #fbe0e0; } .open { color: #6b4b00; background: #fbeec8; }
    p { position: absolute; z-index: 2147483647; inset: calc(100% + 4px) auto auto 0; box-sizing: border-box; width: max-content; max-width: min(22rem, 90vw); margin: 0; padding: 8px 10px;
      font: 14px/1.4 system-ui, sans-serif; color: #1c1b19; background: #fff; border: 1px solid #8a867c; border-radius: 6px; box-shadow: 0 2px 8px #0003; white-space: normal; overflow-wrap: anywhere; }
    [hidden] { display: none; }`;
  let pieces = []; // text nodes with where each begins in what was read
  let painted = []; // the names of our highlights: Firefox lets no script of another world go through those of the page
  let hosts = new Map(); // what stands in the page, by the number of its finding

  function read() {
    clear();
    pieces = [];
    let text = "";
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT, (node) =>
      node.parentElement.closest(HIDDEN) || !node.parentElement.checkVisibility() ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
    );
    let block = null;
    while (walker.nextNode() && text.length < MOST) {
      const node = walker.currentNode;
      const own = blockOf(node);
      if (own !== block && text && node.data.trim()) {
        text += "\n\n";
        block = own;
      } else if (node.data.trim()) block = own;
      pieces.push({ node, start: text.length, length: node.data.length });
      text += node.data.replace(/\s/g, " ");
    }
    return text;
  }

  function blockOf(node) {
    let at = node.parentElement;
    while (at !== document.body && getComputedStyle(at).display.startsWith("inline")) at = at.parentElement;
    return at;
  }

  function place(offset, isEnd) {
    const fits = (p) => (isEnd ? p.start < offset && offset <= p.start + p.length : p.start <= offset && offset < p.start + p.length);
    const piece = pieces.find(fits);
    return piece && piece.node.isConnected ? [piece.node, offset - piece.start] : null;
  }

  function mark(rows) {
    const tones = {}; // ranges by tone
    const labels = [];
    for (const { n, start, end, label, said } of rows) {
      const [from, to] = [place(start, false), place(end, true)];
      if (!from || !to) continue;
      const range = new Range();
      range.setStart(...from);
      range.setEnd(...to);
      (tones[label[2]] ??= []).push(range);
      labels.push({ n, range, label, said });
    }
    painted = Object.keys(tones).map((tone) => `${HIGHLIGHT}${tone}`);
    for (const [tone, ranges] of Object.entries(tones)) CSS.highlights?.set(`${HIGHLIGHT}${tone}`, new Highlight(...ranges));
    for (const { n, range, label, said } of labels.reverse()) {
      const host = finding(label, said);
      hosts.set(n, host);
      const end = range.cloneRange();
      end.collapse(false);
      const { endContainer, endOffset } = range;
      if (CLOSING.test(endContainer.data?.[endOffset] ?? "")) end.setStart(endContainer, endOffset + 1);
      end.collapse(false);
      end.insertNode(host);
    }
  }

  // A finding: its label, and what the service says of it once that is clicked.
  function finding([word, icon, tone], said) {
    const host = document.createElement("onrecord-label");
    const root = host.attachShadow({ mode: "closed" });
    const style = document.createElement("style");
    const button = document.createElement("button");
    const note = document.createElement("p");
    style.textContent = STYLE;
    button.className = tone;
    button.textContent = `${icon} ${word}`;
    button.setAttribute("aria-expanded", "false");
    note.textContent = said;
    note.hidden = true;
    const toggle = (isShown) => {
      note.hidden = !isShown;
      button.setAttribute("aria-expanded", String(isShown));
    };
    button.addEventListener("click", (event) => {
      event.preventDefault(); // it may stand in a link of the page
      event.stopPropagation();
      toggle(note.hidden);
    });
    root.addEventListener("keydown", (event) => event.key === "Escape" && toggle(false));
    root.append(style, button, note);
    return host;
  }

  // Why a page has no words to read: "pdf", "canvas", or null where nothing speaks for that.
  function obstacle() {
    const pdf = "embed[type='application/pdf'], object[type='application/pdf']";
    if (document.contentType === "application/pdf" || document.querySelector(pdf)) return "pdf";
    const isDrawn = ({ width, height }) => width * height >= DRAWN * innerWidth * innerHeight;
    return [...document.querySelectorAll("canvas")].some((canvas) => isDrawn(canvas.getBoundingClientRect())) ? "canvas" : null;
  }

  function clear() {
    hosts = new Map();
    for (const node of document.querySelectorAll("onrecord-label")) {
      const parent = node.parentNode;
      node.remove();
      parent.normalize();
    }
    for (const name of painted) CSS.highlights?.delete(name);
    painted = [];
  }

  function show(n) {
    hosts.get(n)?.scrollIntoView({ block: "center" });
  }

  return { read, mark, show, obstacle };
})();
