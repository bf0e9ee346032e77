import { useEffect, useState } from 'react'

/** Renders again each minute what depends on the time. */
export function useEveryMinute(): void {
  const [, setMinutes] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => setMinutes((minutes) => minutes + 1), 60_000)
    return () => clearInterval(timer)
  }, [])
}
