import { useLingui } from '@lingui/react/macro'
import { Skeleton, Stack } from '@mantine/core'

/** Shown while the code of a page loads. */
export function PageSkeleton() {
  const { t } = useLingui()
  return (
    <Stack gap="lg" aria-busy role="status" aria-label={t`Loading`}>
      <Skeleton h={30} w={240} />
      <Skeleton h={18} w="60%" />
      <Skeleton h={320} />
    </Stack>
  )
}
