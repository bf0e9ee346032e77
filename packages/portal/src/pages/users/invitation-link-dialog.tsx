import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Stack, Text } from '@mantine/core'
import { answer } from '@portico/sdk'
import { useState } from 'react'
import { managementApi } from '../../api/apis.ts'
import { FormDialog } from '../../components/dialogs/form-dialog.tsx'
import { ErrorPanel } from '../../components/feedback/error-panel.tsx'
import { CopyField } from '../../components/values/copy-field.tsx'
import { formatExactTime } from '../../components/values/format-time.ts'
import { nameOf } from './name-of.ts'
import { invalidateUsers, type User } from './queries.ts'

interface InvitationLinkDialogProps {
  user: User
  isOpen: boolean
  onClose(): void
}

const createLink = (key: string) =>
  answer(managementApi.POST('/users/{key}/invitation-link', { params: { path: { key } } }))

/** Makes an invitation link to pass on where no mail arrives. */
export function InvitationLinkDialog({ user, isOpen, onClose }: InvitationLinkDialogProps) {
  const { t } = useLingui()
  return (
    <FormDialog isOpen={isOpen} onClose={onClose} title={t`Copy an invitation link`}>
      <InvitationLink user={user} onClose={onClose} />
    </FormDialog>
  )
}

function InvitationLink({ user, onClose }: Omit<InvitationLinkDialogProps, 'isOpen'>) {
  const { t } = useLingui()
  const [made, setMade] = useState<Awaited<ReturnType<typeof createLink>>>()
  const [isWorking, setWorking] = useState(false)
  const [problem, setProblem] = useState<unknown>()
  const name = nameOf(user)
  const make = async (): Promise<void> => {
    setWorking(true)
    setProblem(undefined)
    try {
      setMade(await createLink(user.key))
      await invalidateUsers()
    } catch (thrown) {
      setProblem(thrown)
    } finally {
      setWorking(false)
    }
  }
  if (made) {
    const until = formatExactTime(made.expiresAt)
    return (
      <Stack gap="md">
        <CopyField label={t`Link`} value={made.link} what={t`link`} />
        <CopyField label={t`Code`} value={made.code} what={t`code`} />
        <Text size="sm">
          <Trans>
            Pass both on to {name}, each in a different way if you can. They are shown only now, work once, and until{' '}
            {until}.
          </Trans>
        </Text>
        <Group justify="flex-end">
          <Button onClick={onClose} autoFocus>
            <Trans>Close</Trans>
          </Button>
        </Group>
      </Stack>
    )
  }
  return (
    <Stack gap="md">
      <Text size="sm">
        <Trans>
          For when no e-mail arrives. The link and code that were sent by e-mail to {name} stop working. Whoever has
          both new ones can set the password and be {name}, so the e-mail address does not count as verified afterwards.
        </Trans>
      </Text>
      {problem !== undefined && <ErrorPanel error={problem} />}
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose} data-autofocus>
          <Trans>Cancel</Trans>
        </Button>
        <Button onClick={make} loading={isWorking}>
          <Trans>Create a link</Trans>
        </Button>
      </Group>
    </Stack>
  )
}
