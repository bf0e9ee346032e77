import { Trans } from '@lingui/react/macro'
import { Group, Image, Text } from '@mantine/core'
import { addressOf } from '../../api/base-path.ts'
import type { ShownApplication } from './queries.ts'

/** The application that the sign-in leads to. */
export const ApplicationLine = ({ application: { name, logoUrl } }: { application: ShownApplication }) => (
  <Group gap="sm" wrap="nowrap">
    {logoUrl && <Image src={addressOf(logoUrl)} alt="" w={32} h={32} fit="contain" radius="sm" />}
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
