import { useLingui } from '@lingui/react/macro'
import { HourAgo } from '../values/hour-ago.tsx'
import { Quiet } from '../values/quiet.tsx'
import { TimeAgo } from '../values/time-ago.tsx'

interface LastUsedProps {
  /** null: no use is known; undefined: not known yet. Of a use that is only counted: when its hour begins */
  time: string | null | undefined
  /**
   * Where only the use of the last 30 days is counted: since when there is what was used, or null where that is not known.
   * Without it, every use is known.
   */
  countedSince?: string | null | undefined
}

const countedDays = 30
const day = 86_400_000

/** When a secret or a key was last used: a secret of all times, a key of the days in which its use is counted. */
export function LastUsed({ time, countedSince }: LastUsedProps) {
  const { t } = useLingui()
  if (time === undefined) return <Quiet>…</Quiet>
  const isCounted = countedSince !== undefined
  const isNew = countedSince != null && Date.parse(countedSince) > Date.now() - countedDays * day
  if (!isCounted) return <TimeAgo time={time} />
  return <HourAgo hour={time} {...(!isNew && { never: t`Not in 30 days` })} />
}
