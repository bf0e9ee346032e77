import { Title } from '@mantine/core'

export default function SignInPage() {
  return <Title>Sign in</Title>
}
