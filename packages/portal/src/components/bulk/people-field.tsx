import { plural } from '@lingui/core/macro'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Button, FileButton, Group, SegmentedControl, Stack, Text, Textarea } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { decodeCsv } from '@portico/sdk/users-csv'
import { IconUpload } from '@tabler/icons-react'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { ErrorPanel } from '../feedback/error-panel.tsx'
import { Notice } from '../feedback/notice.tsx'
import { type Choice, type ChoicesQuery, SearchPicker } from '../forms/search-picker.tsx'
import { CopyButton } from '../values/copy-button.tsx'
import { emailsIn } from './emails-in.ts'
import { lookUpEmails } from './queries.ts'

const largestFile = 4 * 1024 * 1024
const mostEmails = 10_000

const lookupQuery = (emails: readonly string[]) =>
  queryOptions({
    queryKey: ['user-lookups', emails],
    queryFn: ({ signal }) => lookUpEmails(emails, signal),
    enabled: emails.length > 0 && emails.length <= mostEmails,
    placeholderData: undefined,
  })

interface PeopleFieldProps {
  /** Searching one by one */
  choices(text: string): ChoicesQuery
  value: Choice[]
  onChange(value: Choice[]): void
  error: string | undefined
}

/** People, found one by one, or many by their e-mails: pasted, or from a file. E-mails of nobody are listed. */
export function PeopleField({ choices, value, onChange, error }: PeopleFieldProps) {
  const { t } = useLingui()
  const [way, setWay] = useState('search')
  return (
    <Stack gap="sm">
      <SegmentedControl
        fullWidth
        size="xs"
        aria-label={t`How people are chosen`}
        data={[
          { value: 'search', label: t`Search` },
          { value: 'emails', label: t`E-mails or file` },
        ]}
        value={way}
        onChange={(next) => {
          setWay(next)
          onChange([])
        }}
      />
      {way === 'search' ? (
        <SearchPicker
          data-autofocus
          label={t`People`}
          placeholder={t`Search by name or e-mail`}
          choices={choices}
          nothing={t`No user whom you may see matches.`}
          value={value}
          onChange={onChange}
          error={error}
        />
      ) : (
        <EmailsField onChange={onChange} error={error} />
      )}
    </Stack>
  )
}

function EmailsField({ onChange, error }: Pick<PeopleFieldProps, 'onChange' | 'error'>) {
  const { t } = useLingui()
  const [text, setText] = useState('')
  const [settled] = useDebouncedValue(text, 300)
  const [fault, setFault] = useState<string>()
  const emails = emailsIn(settled)
  const isTooMany = emails.length > mostEmails
  const { data, error: problem, isFetching } = useQuery(lookupQuery(emails))
  const found = settled === text ? data?.found : undefined
  // biome-ignore lint/correctness/useExhaustiveDependencies: the form is told of other people, not of another function
  useEffect(() => {
    const unique = new Map((found ?? []).map(({ key, label }) => [key, { value: key, label }]))
    onChange([...unique.values()])
  }, [found])
  const read = async (file: File | null): Promise<void> => {
    if (!file) return
    const isTooLarge = file.size > largestFile
    setFault(isTooLarge ? t`The file is larger than 4 MB.` : undefined)
    if (!isTooLarge) setText(decodeCsv(new Uint8Array(await file.arrayBuffer())))
  }
  return (
    <Stack gap="sm">
      <Textarea
        label={t`E-mails`}
        description={t`One on each line, or a column of a spreadsheet`}
        rows={6}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        error={error ?? fault ?? (isTooMany ? t`At most 10,000 e-mails at once.` : undefined)}
      />
      <Group>
        <FileButton onChange={read} accept=".csv,.tsv,.txt,text/csv,text/plain">
          {(props) => (
            <Button {...props} variant="default" size="xs" leftSection={<IconUpload size={14} aria-hidden />}>
              <Trans>Choose a file</Trans>
            </Button>
          )}
        </FileButton>
        <Text size="sm" role="status">
          {isFetching ? (
            <Trans>Searching…</Trans>
          ) : (
            found && <Plural value={found.length} one="# user found" other="# users found" />
          )}
        </Text>
      </Group>
      {problem && <ErrorPanel error={problem} />}
      {data && settled === text && data.unknown.length > 0 && <Unknown emails={data.unknown} />}
    </Stack>
  )
}

const shownAtOnce = 20

function Unknown({ emails }: { emails: readonly string[] }) {
  const { t } = useLingui()
  const more = emails.length - shownAtOnce
  const count = emails.length
  const title = t`${plural(count, {
    one: '# e-mail belongs to nobody whom you see',
    other: '# e-mails belong to nobody whom you see',
  })}`
  return (
    <Notice tone="warning" role="status" title={title}>
      <Stack gap={6} align="flex-start">
        <Text size="sm">
          {emails.slice(0, shownAtOnce).map((email) => (
            <span key={email}>
              <bdi>{email}</bdi>
              <br />
            </span>
          ))}
          {more > 0 && <Plural value={more} one="and # more" other="and # more" />}
        </Text>
        <CopyButton value={emails.join('\n')} what={t`these e-mails`} withLabel />
      </Stack>
    </Notice>
  )
}
