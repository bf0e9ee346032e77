import { useEffect } from 'react'
import { showOverlay } from './overlay.ts'
import { areSingleKeysOn } from './single-keys.ts'

/** Where a key is typed, or chooses among what is listed */
const typing =
  'input:not([type=checkbox], [type=radio], [type=button]), textarea, select, [contenteditable], [role=menu], [role=listbox]'

/**
 * `/` moves to the search of the page's list, or opens the search for everything where the page has none; `?` lists the keys.
 * Not while somebody types, nor under a dialog.
 */
export function useSingleKeys(): void {
  useEffect(() => {
    addEventListener('keydown', handle)
    return () => removeEventListener('keydown', handle)
  }, [])
}

function handle(event: KeyboardEvent): void {
  const { key, target } = event
  if ((key !== '/' && key !== '?') || !areSingleKeysOn()) return
  if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return
  if (target instanceof Element && target.closest(typing)) return
  if (document.querySelector('[role=dialog][aria-modal=true]')) return
  event.preventDefault()
  const page = document.getElementById('page')
  const search = key === '/' && page?.querySelector<HTMLInputElement>('input[type=search]')
  if (search) {
    search.focus()
    search.select()
  } else showOverlay(key === '/' ? 'palette' : 'keys')
}
