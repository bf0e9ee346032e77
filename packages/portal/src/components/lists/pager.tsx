import { Group, Pagination, Text } from '@mantine/core'
import { formatNumber } from '../values/format-count.ts'
import { PageJump } from './page-jump.tsx'

interface PagerProps {
  page: number
  pageSize: number
  total: number
  onChange(page: number): void
}

/** From this many pages on, there is a field for the page number. */
const manyPages = 8

/** Which entries are shown, and links to the other pages. */
export function Pager({ page, pageSize, total, onChange }: PagerProps) {
  const pages = Math.max(1, Math.ceil(total / pageSize))
  const first = Math.min((page - 1) * pageSize + 1, total)
  const last = Math.min(page * pageSize, total)
  return (
    <Group justify="space-between" component="nav" aria-label="Pages" mih={32}>
      <Text size="sm" c="dimmed" role="status">
        {total === 0 ? 'None' : `${formatNumber(first)}–${formatNumber(last)} of ${formatNumber(total)}`}
      </Text>
      {pages > 1 && (
        <Group gap="sm">
          {pages >= manyPages && <PageJump pages={pages} onChange={onChange} />}
          <Pagination
            size="sm"
            total={pages}
            value={page}
            onChange={onChange}
            getItemProps={(number) => ({ 'aria-label': `Page ${number}` })}
            getControlProps={(control) => ({ 'aria-label': `${control === 'next' ? 'Next' : 'Previous'} page` })}
          />
        </Group>
      )}
    </Group>
  )
}
