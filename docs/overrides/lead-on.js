// On the page for addresses that lead nowhere: a link whose # became %23 (once or several times) goes on to its answers,
// and where the site lies below another path than it was built for, styles and links are looked for there.

(() => {
  const { pathname, search } = location;
  const sign = /(?:#|%(?:25)*23)/i.exec(pathname);
  if (sign) {
    const answers = pathname.slice(sign.index + sign[0].length) + search.replace(/^\?/, "&").replace(/^&$/, "");
    location.replace(`${pathname.slice(0, sign.index)}#${answers}`);
    return;
  }
  const built = new URL(document.currentScript.dataset.home, location.href).pathname;
  const styled = [...document.styleSheets].some(({ href, cssRules }) => href && cssRules.length);
  if (styled) return;
  // The styles did not come: the site lies elsewhere.  Each folder above is asked until one has them.
  const parts = pathname.split("/").slice(0, -1);
  const ask = async (length) => {
    const root = `${parts.slice(0, length).join("/")}/`;
    const found = await fetch(`${root}assets/favicon.svg`).catch(() => null);
    if (found?.ok) return moved(built, root);
    return length > 1 ? ask(length - 1) : null;
  };
  const moved = (from, to) => {
    for (const one of document.querySelectorAll("[href], [src]")) {
      for (const name of ["href", "src"]) {
        const value = one.getAttribute(name);
        if (value?.startsWith(from) && !value.startsWith("//")) one.setAttribute(name, to + value.slice(from.length));
      }
    }
  };
  ask(parts.length);
})();
