'use strict';
const search = document.getElementById('search');
const own = element => (element.tagName === 'DETAILS' ? element.firstElementChild : element).textContent.toLowerCase();

// A row is shown where it, what is inside it, or what it is inside of has the text.
function show(element, text, within) {
  const found = within || own(element).includes(text);
  let inside = false;
  for (const child of element.children) {
    if (child.tagName !== 'SUMMARY') inside = show(child, text, found) || inside;
  }
  element.hidden = !(found || inside);
  return !element.hidden && (inside || own(element).includes(text));
}

function filter() {
  const text = search.value.trim().toLowerCase();
  let roots = 0;
  for (const tree of document.querySelectorAll('details.root, details.trust')) {
    show(tree, text, text === '');
    if (!tree.hidden && tree.classList.contains('root')) roots++;
  }
  document.getElementById('count').textContent = text === '' ? '' : roots + (roots === 1 ? ' root' : ' roots');
}

const fold = open => { for (const tree of document.querySelectorAll('details')) tree.open = open; };
const dark = () => (document.documentElement.dataset.theme || (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')) === 'dark';

search.addEventListener('input', filter);
document.getElementById('unfold').addEventListener('click', () => fold(true));
document.getElementById('fold').addEventListener('click', () => fold(false));
document.getElementById('theme').addEventListener('click', () => { document.documentElement.dataset.theme = dark() ? 'light' : 'dark'; });

// page.html#NOINSTR101 is a link to what that finds.
if (location.hash) {
  search.value = decodeURIComponent(location.hash.slice(1));
  filter();
}
