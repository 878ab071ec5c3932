// Older editions of the rules, which the site keeps by their digest.

/** The rules of an older edition by the digest in a link; null if this site does not keep it. */
export async function edition(root, digest) {
  try {
    const folder = new URL("assets/editions/", root);
    const index = await (await fetch(new URL("index.json", folder))).json();
    const response = index[digest] ? await fetch(new URL(index[digest], folder)) : null;
    return response?.ok ? await response.text() : null;
  } catch {
    return null;
  }
}
