import { useRef } from 'react'

/** The value, or the last one that was defined: a dialog keeps its content while it fades out. */
export function useLastDefined<T>(value: T | undefined): T | undefined {
  const last = useRef(value)
  if (value !== undefined) last.current = value
  return last.current
}
