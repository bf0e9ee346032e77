import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { ifMatchOf } from '../../api/if-match-of.ts'
import type { Missing } from '../../api/missing-to-give.ts'
import { ConfirmDialog } from '../../components/dialogs/confirm-dialog.tsx'
import { Notice } from '../../components/feedback/notice.tsx'
import { notifyOfSaved, notifyOfSuccess } from '../../components/feedback/notify.ts'
import { FormFrame } from '../../components/forms/form-frame.tsx'
import { LeaveGuard } from '../../components/forms/leave-guard.tsx'
import { useEditForm } from '../../components/forms/use-edit-form.ts'
import { Section } from '../../components/page/section.tsx'
import { namesOfMissing } from '../../components/permissions/names-of-missing.ts'
import { PlaceholderList } from './placeholder-list.tsx'
import {
  invalidateMailTemplates,
  isOf,
  type MailTemplates,
  readMailTemplates,
  storeWords,
  type TemplateId,
  type Words,
  wordsOf,
} from './queries.ts'
import { TemplatePreview } from './template-preview.tsx'

interface TemplateEditorProps {
  loaded: MailTemplates
  id: TemplateId
  /** What the member lacks to change it */
  missing: readonly Missing[]
}

/** The words of one mail in one language, as they are sent. */
export function TemplateEditor({ loaded, id, missing }: TemplateEditorProps) {
  const { t } = useLingui()
  const [isResetting, resetting] = useDisclosure()
  let latest = loaded
  const form = useEditForm({
    loaded,
    valuesOf: (state: MailTemplates) => wordsOf(state, id),
    requestOf: ({ subject, text }: Words): Words => ({ subject: subject.trim(), text: text.trim() }),
    labels: { subject: t({ message: 'Subject', context: 'of a mail' }), text: t`Text` },
    check: ({ subject, text }) => ({
      ...(subject.trim() === '' ? { subject: t`Enter a subject.` } : {}),
      ...(text.trim() === '' ? { text: t`Enter a text.` } : {}),
    }),
    async read() {
      latest = await readMailTemplates()
      return latest
    },
    send: ({ body, header }) => storeWords(latest, id, body, header),
    async saved(_, isChanged) {
      await invalidateMailTemplates()
      notifyOfSaved(isChanged, t`Template saved`)
    },
  })
  const isOwn = loaded.templates.some(isOf(id))
  const mayChange = missing.length === 0
  const lacking = namesOfMissing(missing)
  const reset = async (): Promise<void> => {
    const state = await readMailTemplates()
    await storeWords(state, id, undefined, ifMatchOf(state))
    await invalidateMailTemplates()
    form.reset(wordsOf({ ...state, templates: [] }, id))
    notifyOfSuccess(t`Template reset`)
  }
  const fields = (
    <>
      <TextInput
        label={t({ message: 'Subject', context: 'of a mail' })}
        readOnly={!mayChange}
        {...form.text('subject')}
      />
      <Textarea label={t`Text`} autosize minRows={8} readOnly={!mayChange} {...form.text('text')} />
    </>
  )
  return (
    <>
      <Section
        title={isOwn ? t`Own text` : t`Default text`}
        actions={
          isOwn &&
          mayChange && (
            <Button variant="outline" color="red" size="xs" onClick={resetting.open}>
              <Trans>Reset to default</Trans>
            </Button>
          )
        }
      >
        <Stack gap="md">
          {!mayChange && (
            <Notice tone="info" title={t`You may not change mail templates`}>
              <Text size="sm">
                <Trans>
                  E-mails hold links and codes. Changing their text takes every permission that controls access, for the
                  whole organization. You lack {lacking}.
                </Trans>
              </Text>
            </Notice>
          )}
          <Group align="flex-start" gap="xl">
            <Stack flex="1 1 360px" maw={640}>
              {mayChange ? (
                <FormFrame form={form} submitLabel={t`Save`}>
                  {fields}
                </FormFrame>
              ) : (
                fields
              )}
            </Stack>
            <Stack flex="1 1 260px" maw={420}>
              <PlaceholderList templates={loaded} name={id.name} />
            </Stack>
          </Group>
        </Stack>
      </Section>
      <TemplatePreview template={{ ...id, ...form.values }} mayTest={mayChange} />
      <LeaveGuard isActive={form.isDirty && !form.isSaving} title={t`Leave without saving?`} leaveLabel={t`Leave`}>
        <Trans>The template is not saved.</Trans>
      </LeaveGuard>
      <ConfirmDialog
        isOpen={isResetting}
        onClose={resetting.close}
        title={t`Reset to the default text?`}
        confirmLabel={t`Reset`}
        isDangerous
        onConfirm={reset}
      >
        <Trans>Your subject and text for this e-mail in this language are deleted.</Trans>
      </ConfirmDialog>
    </>
  )
}
