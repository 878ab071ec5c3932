// The name of a copy, to which what it holds is added.  Copies of other sites at the same host have other names.

export const named = (root) => `decision-guide-offline ${new URL(root).pathname} `;

/** What a copy holds at an address.  `caches.open` would make the copy anew that another tab has just removed. */
export const held = (name, address) => caches.match(address, { cacheName: name });
