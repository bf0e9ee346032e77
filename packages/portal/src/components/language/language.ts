import { useSyncExternalStore } from 'react'

/** The languages of the portal, each by its own name */
export const languages = { en: 'English', de: 'Deutsch', pt: 'Português' } as const

export type Language = keyof typeof languages

const storageKey = 'portico language'
const listeners = new Set<() => void>()
let current: Language | undefined

/**
 * The language that was chosen in this browser, or else that which the application asks for that sends somebody here (the
 * server puts its `ui_locales` into the address of the page), or else the first of the browser's that the portal has. It
 * stays until the document is left.
 */
export function currentLanguage(): Language {
  current ??= readChoice() ?? readWish() ?? firstKnown(navigator.languages) ?? 'en'
  return current
}

/** Keeps the choice in this browser. Load the language first: see `loadLanguage`. */
export function setLanguage(language: Language): void {
  current = language
  try {
    localStorage.setItem(storageKey, language)
  } catch {
    // The browser stores nothing for this site: the choice lasts as long as the page.
  }
  for (const notify of listeners) notify()
}

export const useLanguage = (): Language => useSyncExternalStore(listen, currentLanguage)

function listen(notify: () => void): () => void {
  listeners.add(notify)
  return () => listeners.delete(notify)
}

function readChoice(): Language | undefined {
  try {
    return firstKnown([localStorage.getItem(storageKey) ?? ''])
  } catch {
    return undefined
  }
}

function readWish(): Language | undefined {
  return firstKnown(new URLSearchParams(location.search).get('ui_locales')?.split(' ') ?? [])
}

/** The first of these tags (`pt-BR`, RFC 5646) whose language the portal has */
export function firstKnown(tags: readonly string[]): Language | undefined {
  const found = tags.map((tag) => tag.toLowerCase().split('-', 1)[0] ?? '')
  return found.find((name): name is Language => Object.hasOwn(languages, name))
}
