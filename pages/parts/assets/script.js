// The language attribute, Streamlit's own words in Swedish, sortable tables.
(() => {
  "use strict";

  // where the product is served: its root, under whatever prefix the proxy gives it
  const startPath = new URL("./", document.currentScript.src).pathname.replace(/assets\/$/, "");

  const SWEDISH = {
    "Skip to main content": "Hoppa till innehållet",
    "Upload": "Välj filer",
    "Add files": "Lägg till filer",
    "Drag and drop a file here": "Dra en fil hit",
    "Drag and drop files here": "Dra filer hit",
    "Upload a file": "Välj en fil",
    "Upload files": "Välj filer",
    "Remove file": "Ta bort filen",
    "Next page": "Nästa sida",
    "Previous page": "Föregående sida",
    "Collapse sidebar": "Fäll ihop sidofältet",
    "Expand sidebar": "Visa sidofältet",
    "App pages": "Sidor",
    "Sidebar": "Sidofält",
    "Link to heading": "Länk till rubriken",
    "file upload": "Lämna filer",
    "Main menu": "Meny",
    "Settings": "Inställningar",
    "Print": "Skriv ut",
    "Rerun": "Kör om",
    "Appearance": "Utseende",
    "Choose app theme": "Välj utseende",
    "Light": "Ljust",
    "Dark": "Mörkt",
    "System": "Som datorn",
    "Wide mode": "Bred sida",
    "Close": "Stäng",
    "Page not found": "Sidan finns inte",
    "Running...": "Räknar …",
    "Stop": "Avbryt",
    "Connecting": "Ansluter",
    "Connection error": "Ingen förbindelse med servern",
    "No results": "Inga träffar",
    "No options to select": "Inget att välja",
    "Choose an option": "Välj",
    "Choose or add an option": "Välj eller skriv",
    "Choose date": "Välj dag",
    "Increment": "Öka",
    "Decrement": "Minska",
    "Clear value": "Töm",
    "Clear all": "Töm alla",
    "Open": "Öppna",
    "Search": "Sök",
    "Fullscreen": "Helskärm",
    "Close fullscreen": "Stäng helskärm",
    "Download as CSV": "Ladda ned som CSV",
    "Show/hide columns": "Visa eller dölj kolumner",
    "Loading...": "Läser …",
    "Copy to clipboard": "Kopiera",
    "View more": "Visa fler",
    "View less": "Visa färre",
    "Select all": "Välj alla",
    "No file selected": "Ingen fil vald",
  };
  const ENGLISH = Object.fromEntries(Object.entries(SWEDISH).map(([english, swedish]) => [swedish, english]));
  const PATTERNS = [
    [/^(\d+)\s?MB per file(.*)$/, "högst $1 MB per fil$2"],
    [/^(\d+)\.(\d+)\s?([KMG]?B)$/, "$1,$2 $3"],
    [/^(\d+)\s?([KMG]?B)$/, "$1 $2"],
    [/^View (\d+) more$/, "Visa $1 till"],
    [/^Remove (.+)$/, "Ta bort $1"],
    [/^Help for (.+)$/, "Hjälp om $1"],
    [/^year, (.+)$/, "år, $1"],
    [/^month, (.+)$/, "månad, $1"],
    [/^day, (.+)$/, "dag, $1"],
    [/^Selected (.+)\. (.+)$/, "Vald: $1. $2"],
    [/^(You have requested page|The page that you have requested) .*$/, "Adressen leder inte till någon sida som du kan öppna. Startsidan visas i stället."],
  ];
  const ATTRIBUTES = ["aria-label", "title", "placeholder"];
  // what a page writes itself is never touched
  const ICONS = "[data-testid='stIconMaterial']";  // an icon is a word in a font of its own
  const OURS = "[data-testid='stHtml'], [data-testid='stMarkdownContainer'], [data-testid='stPlotlyChart']";
  const THEIRS = "[data-testid='stFileUploader'], [data-testid='stMainMenu'], [role='dialog'], [data-testid='stHeader']";

  const inReadersLanguage = (words) => {
    const plain = words.trim();
    const known = document.documentElement.lang === "sv" ? SWEDISH : ENGLISH;
    if (known[plain]) return words.replace(plain, known[plain]);
    if (known === ENGLISH) return null;
    for (const [pattern, said] of PATTERNS) {
      if (pattern.test(plain)) return plain.replace(pattern, said);
    }
    return null;
  };

  const translate = (root) => {
    if (!root.querySelectorAll) return;
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.parentElement && !node.parentElement.closest(ICONS) && (!node.parentElement.closest(OURS) || node.parentElement.closest(THEIRS))) {
        const said = inReadersLanguage(node.nodeValue);
        if (said && said !== node.nodeValue) node.nodeValue = said;
      }
    }
    for (const attribute of ATTRIBUTES) {
      const holders = [...root.querySelectorAll(`[${attribute}]`)];
      if (root.hasAttribute && root.hasAttribute(attribute)) holders.push(root);
      for (const element of holders) {
        const said = inReadersLanguage(element.getAttribute(attribute));
        if (said) element.setAttribute(attribute, said);
      }
    }
  };

  const setLanguageAndGround = () => {
    const marker = document.querySelector("[data-lang]");
    if (marker && document.documentElement.lang !== marker.dataset.lang) {
      document.documentElement.lang = marker.dataset.lang;
      translate(document.body);
    }
    const app = document.querySelector("[data-testid='stApp']");
    if (!app) return;
    const rgb = getComputedStyle(app).backgroundColor.match(/\d+/g);
    const ground = rgb && rgb.length >= 3 && Number(rgb[0]) + Number(rgb[1]) + Number(rgb[2]) < 300 ? "dark" : "light";
    if (document.documentElement.dataset.ground !== ground) document.documentElement.dataset.ground = ground;
  };

  const sortTable = (button) => {
    const head = button.closest("th");
    const table = head.closest("table");
    const column = [...head.parentElement.children].indexOf(head);
    const sorted = head.getAttribute("aria-sort"); // numbers begin with the largest, words with A
    const down = sorted ? sorted === "ascending" : head.classList.contains("num");
    for (const other of head.parentElement.children) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    const key = (row) => row.children[column].dataset.value ?? "";
    for (const body of table.tBodies) { // each group of rows in itself, under its heading and over its total
      const rows = [...body.rows].filter((row) => !row.matches(".total, .group"));
      rows.sort((a, b) => {
        const [one, other] = [key(a), key(b)];
        if (one === "" || other === "") return (one === "") - (other === ""); // the empty ones last, both ways
        const numeric = Number(one) - Number(other);
        const order = Number.isNaN(numeric) ? one.localeCompare(other, "sv") : numeric;
        return down ? -order : order;
      });
      for (const row of rows) body.insertBefore(row, body.querySelector("tr.total"));
    }
  };

  // The start page only sends home, and what nobody chose is only written out: neither is a step to go back to.
  // On one page a step is what the reader did; what the page itself writes after it belongs to the same step.
  const push = history.pushState.bind(history);
  let acted = false;
  const act = (event) => { acted ||= !(event.altKey || event.ctrlKey || event.metaKey); };
  for (const kind of ["pointerdown", "keydown"]) addEventListener(kind, act, true);
  addEventListener("popstate", () => { acted = false; });
  history.pushState = (state, unused, url) => {
    const [from, to] = [location, new URL(url ?? location.href, location.href)];
    const atStart = from.pathname === startPath;
    const writtenOut = from.pathname === to.pathname && (!acted || !new URLSearchParams(from.search).has("year"));
    if (atStart || writtenOut) history.replaceState(state, unused, url);
    else push(state, unused, url);
    acted = false;
  };

  // A link inside the product is followed as Streamlit follows the back button: without loading all anew.
  const follow = (event, anchor) => {
    if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    if (anchor.href === location.href) return;
    push({}, "", anchor.href);
    dispatchEvent(new PopStateEvent("popstate"));
    document.querySelector("[data-testid='stMain']")?.scrollTo(0, 0);
  };

  document.addEventListener("click", (event) => {
    if (!(event.target instanceof Element)) return;
    const anchor = event.target.closest("a[data-inside]");
    if (anchor) follow(event, anchor);
    const sorting = event.target.closest("table.figures thead button");
    if (sorting) sortTable(sorting);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && document.activeElement?.matches(".status")) document.activeElement.blur();
  });

  // A chart is drawn for the screen; on paper it is scaled to the width of the page, else its right edge is cut off.
  const PAPER = 680;  // pixels between the margins of an upright A4
  addEventListener("beforeprint", () => {
    for (const chart of document.querySelectorAll("[data-testid='stPlotlyChart']")) {
      const width = chart.querySelector(".main-svg")?.getBoundingClientRect().width || chart.offsetWidth;
      const holder = chart.closest("[class*='st-key-chart-']") ?? chart;
      holder.style.setProperty("--on-paper", Math.min(1, PAPER / width));
    }
  });

  let waiting = false;
  const soon = () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; setLanguageAndGround(); });
  };
  new MutationObserver((changes) => {
    soon();
    for (const change of changes) {
      if (change.attributeName === "aria-label") translate(change.target);
      for (const node of change.addedNodes) translate(node.nodeType === 1 ? node : node.parentElement ?? node);
    }
  }).observe(document.documentElement, {
    childList: true, subtree: true, attributes: true, attributeFilter: ["aria-label", "class", "data-lang"],
  });
  translate(document.body);  // what Streamlit drew before this script was read
  setLanguageAndGround();
})();
