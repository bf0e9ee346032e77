import { lazy, Suspense, useCallback, useEffect, useState } from 'react'
import { type Overlay, showOverlay, useOverlay } from './overlay.ts'
import { useSingleKeys } from './use-single-keys.ts'
import { useTypedBeforeFocus } from './use-typed-before-focus.ts'

// Loaded when they are first opened, not with the first page.
const Palette = lazy(() => import('./palette.tsx'))
const KeysDialog = lazy(() => import('./keys-dialog.tsx'))

const close = (): void => showOverlay(undefined)

/** The search for everything and the list of keys, over each page for members. */
export function Overlays() {
  const shown = useOverlay()
  const [opened, setOpened] = useState<readonly Overlay[]>([])
  useEffect(() => {
    if (shown) setOpened((before) => (before.includes(shown) ? before : [...before, shown]))
  }, [shown])
  useSingleKeys()
  const [query, setQuery] = useState('')
  const [isEntered, setEntered] = useState(false)
  useTypedBeforeFocus(
    shown === 'palette',
    useCallback((key) => (key === 'Enter' ? setEntered(true) : setQuery((before) => before + key)), []),
  )
  return (
    <Suspense>
      {opened.includes('palette') && (
        <Palette
          isOpen={shown === 'palette'}
          onClose={close}
          query={query}
          onQueryChange={setQuery}
          isEntered={isEntered}
          onTaken={() => setEntered(false)}
        />
      )}
      {opened.includes('keys') && <KeysDialog isOpen={shown === 'keys'} onClose={close} />}
    </Suspense>
  )
}
