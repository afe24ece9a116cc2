/** Small menus close when one turns elsewhere. */
const open = () => document.querySelectorAll<HTMLDetailsElement>('details.menu[open]')
document.addEventListener('click', ({ target }) => {
  for (const menu of open()) {
    const isWithin = target instanceof Node && menu.contains(target)
    if (!isWithin || (target instanceof Element && target.closest('a') !== null)) menu.open = false
  }
})
document.addEventListener('keydown', ({ key }) => {
  if (key !== 'Escape') return
  for (const menu of open()) {
    menu.open = false
    menu.querySelector('summary')?.focus()
  }
})

export {}
