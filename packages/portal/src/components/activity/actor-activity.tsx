import { useLingui } from '@lingui/react/macro'
import { Stack } from '@mantine/core'
import { bidiIsolate } from '../values/bidi-isolate.ts'
import { Activity } from './activity.tsx'

interface ActorActivityProps {
  actorKey: string
  /** What the headings call them */
  name: string
}

/** The activity of somebody who acts: what was done to them, and what they did. Signing in is both. */
export function ActorActivity({ actorKey, name: whole }: ActorActivityProps) {
  const { t } = useLingui()
  const name = bidiIsolate(whole)
  return (
    <Stack gap="md">
      <Activity title={t`About ${name}`} filter={{ subjectKey: actorKey }} />
      <Activity title={t`By ${name}`} filter={{ actorKey }} />
    </Stack>
  )
}
