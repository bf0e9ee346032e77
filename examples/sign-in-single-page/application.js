import { UserManager } from 'oidc-client-ts'

const home = `${location.origin}/`
const users = new UserManager({
  ...(await (await fetch('/settings.json')).json()),
  redirect_uri: home,
  post_logout_redirect_uri: home,
  // Asks the server who this is at this moment, instead of believing the token.
  loadUserInfo: true,
  // After an hour the page sends people to the server once more, which knows them and asks nothing.
  automaticSilentRenew: false,
})

const element = (id) => document.getElementById(id)
// As text, never as HTML: names come from people.
const show = (id, value) => {
  element(id).textContent = Array.isArray(value) ? value.join(', ') || 'none' : String(value ?? 'none')
}
const report = (error) => show('problem', error instanceof Error ? error.message : error)

element('sign-in').onclick = () => users.signinRedirect().catch(report)
element('sign-out').onclick = () => users.signoutRedirect().catch(report)

// Back from the server: the library checks the state, exchanges the code with its PKCE verifier, and asks for userinfo.
const back = new URLSearchParams(location.search)
if (back.has('state')) {
  const isSignIn = back.has('code') || back.has('error')
  await (isSignIn ? users.signinCallback() : users.signoutCallback()).catch(report)
  // The code does not stay in the address bar.
  history.replaceState(null, '', '/')
}

const user = await users.getUser()
const isSignedIn = user !== null && !user.expired
element('somebody').hidden = !isSignedIn
element('nobody').hidden = isSignedIn
if (isSignedIn) {
  show('name', user.profile.name ?? user.profile.sub)
  show('groups', user.profile.groups)
  show('roles', user.profile.roles)
}
