// The name of a copy, to which what it holds is added.  Copies of other sites at the same host have other names.

export const named = (root) => `decision-guide-offline ${new URL(root).pathname} `;
