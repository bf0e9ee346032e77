import { Plural, Trans } from '@lingui/react/macro'
import { Button, Menu, Text } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { type AuditState, exportUrl } from './queries.ts'

/** Exports all entries that pass the filters as a file. The server streams it. */
export const ExportMenu = ({ state, total }: { state: AuditState; total: number }) => (
  <Menu position="bottom-end" width={260}>
    <Menu.Target>
      <Button variant="default" leftSection={<IconDownload size={16} aria-hidden />} disabled={total === 0}>
        <Trans>Export</Trans>
      </Button>
    </Menu.Target>
    <Menu.Dropdown>
      <Menu.Label>
        {state.isNarrowed ? (
          <Plural value={total} one="# entry, as filtered" other="# entries, as filtered" />
        ) : (
          <Trans>All entries</Trans>
        )}
      </Menu.Label>
      <Menu.Item component="a" href={exportUrl(state, 'csv')} download="audit-entries.csv">
        CSV
        <Text size="xs" c="dimmed">
          <Trans>For spreadsheets</Trans>
        </Text>
      </Menu.Item>
      <Menu.Item component="a" href={exportUrl(state, 'jsonl')} download="audit-entries.jsonl">
        JSON Lines
        <Text size="xs" c="dimmed">
          <Trans>For programs: one entry per line</Trans>
        </Text>
      </Menu.Item>
    </Menu.Dropdown>
  </Menu>
)
