import { type RefObject, useLayoutEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'

/** In rem, as in data-table.module.css */
const leastRoom = 44

/**
 * Whether a table has so little room that only its main columns fit, whatever beside it takes the rest of the window. Known
 * before it is painted.
 * @returns also the reference of an empty element which is as wide as the room
 */
export function useIsNarrow(): [RefObject<HTMLDivElement | null>, boolean] {
  const ruler = useRef<HTMLDivElement>(null)
  const [isNarrow, setNarrow] = useState(false)
  useLayoutEffect(() => {
    const element = ruler.current
    if (!element) return
    const look = (): void => {
      const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
      setNarrow(element.getBoundingClientRect().width < leastRoom * rem)
    }
    look()
    // At once, so that no columns are seen that are about to go
    const observer = new ResizeObserver(() => flushSync(look))
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return [ruler, isNarrow]
}
