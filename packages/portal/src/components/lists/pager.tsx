import { Trans, useLingui } from '@lingui/react/macro'
import { Group, NativeSelect, Pagination, Text } from '@mantine/core'
import { formatNumber } from '../values/format-number.ts'
import { PageJump } from './page-jump.tsx'
import { pageSizes } from './use-list-state.ts'

interface PagerProps {
  page: number
  pageSize: number
  total: number
  onChange(page: number): void
  /** With it, a page can have more entries */
  onPageSize?: ((pageSize: number) => void) | undefined
}

/** From this many pages on, there is a field for the page number. */
const manyPages = 8

/** Which entries are shown, and links to the other pages. */
export function Pager({ page, pageSize, total, onChange, onPageSize }: PagerProps) {
  const { t } = useLingui()
  const pages = Math.max(1, Math.ceil(total / pageSize))
  const first = Math.min((page - 1) * pageSize + 1, total)
  const last = Math.min(page * pageSize, total)
  const [from, to, all] = [formatNumber(first), formatNumber(last), formatNumber(total)]
  const perPage = (size: number): string => t`${size} per page`
  const smallest = pageSizes[0] ?? pageSize
  return (
    <Group justify="space-between" component="nav" aria-label={t`Pages`} mih={32}>
      <Text size="sm" c="dimmed" role="status">
        {total === 0 ? (
          <Trans>None</Trans>
        ) : (
          <Trans>
            {from}–{to} of {all}
          </Trans>
        )}
      </Text>
      {onPageSize && total > smallest && (
        <NativeSelect
          size="xs"
          aria-label={t`Entries on a page`}
          data={pageSizes.map((size) => ({ value: String(size), label: perPage(size) }))}
          value={String(pageSize)}
          onChange={(event) => onPageSize(Number(event.currentTarget.value))}
        />
      )}
      {pages > 1 && (
        <Group gap="sm">
          {pages >= manyPages && <PageJump pages={pages} onChange={onChange} />}
          <Pagination
            size="sm"
            total={pages}
            value={page}
            onChange={onChange}
            getItemProps={(number) => ({ 'aria-label': t`Page ${number}` })}
            getControlProps={(control) => ({
              'aria-label': control === 'next' ? t`Next page` : t`Previous page`,
            })}
          />
        </Group>
      )}
    </Group>
  )
}
