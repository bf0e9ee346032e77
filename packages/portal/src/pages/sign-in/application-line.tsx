import { Trans } from '@lingui/react/macro'
import { Group, Text } from '@mantine/core'
import { ApplicationLogo } from '../../components/people/application-logo.tsx'
import type { ShownApplication } from './queries.ts'

/** The application that the sign-in leads to. */
export const ApplicationLine = ({ application: { name, logoUrl } }: { application: ShownApplication }) => (
  <Group gap="sm" wrap="nowrap">
    {logoUrl && <ApplicationLogo name={name} logoPath={logoUrl} size={32} />}
    <Text size="sm" style={{ overflowWrap: 'anywhere' }} miw={0}>
      <Trans>
        to continue to{' '}
        <bdi>
          <strong>{name}</strong>
        </bdi>
      </Trans>
    </Text>
  </Group>
)
