import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Button, FileButton, Group, SegmentedControl, Stack, Text, Textarea } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { decodeCsv } from '@portico/sdk/users-csv'
import { IconUpload } from '@tabler/icons-react'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { queryClient } from '../../api/query-client.ts'
import { ErrorPanel } from '../feedback/error-panel.tsx'
import { type Choice, type ChoicesQuery, SearchPicker } from '../forms/search-picker.tsx'
import type { Form } from '../forms/use-form.ts'
import { emailsIn } from './emails-in.ts'
import { lookUpEmails } from './queries.ts'
import { UnknownEmails } from './unknown-emails.tsx'

const largestFile = 4 * 1024 * 1024
const mostEmails = 10_000

const lookupQuery = (emails: readonly string[]) =>
  queryOptions({
    queryKey: ['user-lookups', emails],
    queryFn: ({ signal }) => lookUpEmails(emails, signal),
    enabled: emails.length > 0 && emails.length <= mostEmails,
    placeholderData: undefined,
  })

/** Those of the e-mails in a text that were looked up and are nobody's */
export const unknownIn = (text: string): readonly string[] =>
  queryClient.getQueryData(lookupQuery(emailsIn(text)).queryKey)?.unknown ?? []

interface PeopleFieldProps {
  /** Searching one by one */
  choices(text: string): ChoicesQuery
  form: Form<PeopleValues>
  way: WayToChoose
  onWay(way: WayToChoose): void
}

/** All of it counts as entered, whichever way is shown: neither is lost by looking at the other, or without a question. */
export interface PeopleValues {
  /** Whom the way that is shown has found */
  people: Choice[]
  /** Those found one by one, while e-mails are shown */
  searched: Choice[]
  emails: string
}

export type WayToChoose = 'search' | 'emails'

/** People, found one by one, or many by their e-mails: pasted, or from a file. E-mails of nobody are listed. */
export function PeopleField({ choices, form, way, onWay }: PeopleFieldProps) {
  const { t } = useLingui()
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
          onWay(next)
          if (next === 'emails') form.set('searched', form.values.people)
          form.set('people', next === 'emails' ? [] : form.values.searched)
        }}
      />
      {way === 'search' ? (
        <SearchPicker
          data-autofocus
          label={t`People`}
          placeholder={t`Search by name or e-mail`}
          choices={choices}
          nothing={t`No user that you can see matches.`}
          {...form.field('people')}
        />
      ) : (
        <EmailsField form={form} />
      )}
    </Stack>
  )
}

function EmailsField({ form }: Pick<PeopleFieldProps, 'form'>) {
  const { t } = useLingui()
  const text = form.values.emails
  const [settled] = useDebouncedValue(text, 300)
  const [fault, setFault] = useState<string>()
  const emails = emailsIn(settled)
  const isTooMany = emails.length > mostEmails
  const { data, error: problem, isFetching } = useQuery(lookupQuery(emails))
  const found = settled === text ? data?.found : undefined
  // biome-ignore lint/correctness/useExhaustiveDependencies: the form is told of other people, not of another function
  useEffect(() => {
    const unique = new Map((found ?? []).map(({ key, label }) => [key, { value: key, label }]))
    form.set('people', [...unique.values()])
  }, [found])
  const read = async (file: File | null): Promise<void> => {
    if (!file) return
    const isTooLarge = file.size > largestFile
    setFault(isTooLarge ? t`The file is larger than 4 MB.` : undefined)
    if (!isTooLarge) form.set('emails', decodeCsv(new Uint8Array(await file.arrayBuffer())))
  }
  return (
    <Stack gap="sm">
      <Textarea
        label={t`E-mails`}
        description={t`One on each line, or a column of a spreadsheet`}
        rows={6}
        {...form.text('emails')}
        error={form.errors.people ?? fault ?? (isTooMany ? t`At most 10,000 e-mails at once.` : undefined)}
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
      {data && settled === text && <UnknownEmails emails={data.unknown} />}
    </Stack>
  )
}
