import { Trans } from '@lingui/react/macro'
import { Text } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useSession } from '../../api/session.ts'
import { useBranding } from '../branding/use-branding.ts'
import { formatExactTime } from '../values/format-time.ts'

/** Whose list it is and of when: on paper only, which has no header and is found again much later */
export function PaperLine() {
  const { organization } = useSession()
  const name = useBranding()?.name ?? organization.name
  if (!useMediaQuery('print', false)) return null
  const time = formatExactTime(new Date().toISOString())
  return (
    <Text size="xs" c="dimmed">
      <Trans>
        <bdi>{name}</bdi>, printed on {time}
      </Trans>
    </Text>
  )
}
