import { Button, Menu, Text } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { formatCount } from '../../components/values/format-count.ts'
import { type AuditState, exportUrl } from './queries.ts'

/** Exports all entries that pass the filters as a file. The server streams it. */
export const ExportMenu = ({ state, total }: { state: AuditState; total: number }) => (
  <Menu position="bottom-end" width={260}>
    <Menu.Target>
      <Button variant="default" leftSection={<IconDownload size={16} aria-hidden />} disabled={total === 0}>
        Export
      </Button>
    </Menu.Target>
    <Menu.Dropdown>
      <Menu.Label>
        {formatCount(total, 'entry', 'entries')}
        {state.isNarrowed ? ', as filtered' : ''}
      </Menu.Label>
      <Menu.Item component="a" href={exportUrl(state, 'csv')} download="audit-entries.csv">
        CSV
        <Text size="xs" c="dimmed">
          For spreadsheets
        </Text>
      </Menu.Item>
      <Menu.Item component="a" href={exportUrl(state, 'jsonl')} download="audit-entries.jsonl">
        JSON Lines
        <Text size="xs" c="dimmed">
          For programs: one entry in each line
        </Text>
      </Menu.Item>
    </Menu.Dropdown>
  </Menu>
)
