import { useLingui } from '@lingui/react/macro'
import { Stack } from '@mantine/core'
import { Activity } from './activity.tsx'

/** The activity of somebody who acts: what was done to them, and what they did. */
export function ActorActivity({ actorKey }: { actorKey: string }) {
  const { t } = useLingui()
  return (
    <Stack gap="md">
      <Activity title={t`Changes and sign-ins`} filter={{ subjectKey: actorKey }} />
      <Activity title={t`Actions`} filter={{ actorKey }} />
    </Stack>
  )
}
