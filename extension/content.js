// Reads the words that a page shows, and marks its quotations in place. Runs in a world of its own: the page's scripts see none of it.

globalThis.onrecord ??= (() => {
  const MOST = 190_000; // characters; the service takes a little more
  const HIDDEN = "script, style, noscript, template, textarea, select, svg, math, iframe, nav, footer, [aria-hidden=true], onrecord-label";
  const HIGHLIGHT = "onrecord-"; // before the tone of marks
  let pieces = []; // text nodes with where each begins in what was read

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
    for (const { n, start, end, label } of rows) {
      const [from, to] = [place(start, false), place(end, true)];
      if (!from || !to) continue;
      const range = new Range();
      range.setStart(...from);
      range.setEnd(...to);
      (tones[label[2]] ??= []).push(range);
      labels.push({ n, range, label });
    }
    for (const [tone, ranges] of Object.entries(tones)) CSS.highlights?.set(`${HIGHLIGHT}${tone}`, new Highlight(...ranges));
    for (const { n, range, label } of labels.reverse()) {
      const node = document.createElement("onrecord-label");
      node.dataset.tone = label[2];
      node.dataset.number = n;
      node.textContent = `${label[1]} ${label[0]}`;
      const end = range.cloneRange();
      end.collapse(false);
      end.insertNode(node);
    }
  }

  function clear() {
    for (const node of document.querySelectorAll("onrecord-label")) {
      const parent = node.parentNode;
      node.remove();
      parent.normalize();
    }
    const own = [...(CSS.highlights?.keys() ?? [])].filter((name) => name.startsWith(HIGHLIGHT));
    for (const name of own) CSS.highlights.delete(name);
  }

  function show(n) {
    document.querySelector(`onrecord-label[data-number="${Number(n)}"]`)?.scrollIntoView({ block: "center" });
  }

  return { read, mark, show };
})();
