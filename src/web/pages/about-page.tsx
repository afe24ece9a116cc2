/** What Fanfold is, in few words. */
import type { FC } from 'hono/jsx'
import { Layout } from '../components/layout.tsx'
import { SearchHelp } from '../components/search-help.tsx'
import type { Frame } from '../web.ts'

export const AboutPage: FC<{ frame: Frame; libraryDir: string }> = ({ frame, libraryDir }) => (
  <Layout frame={frame} title="About" page="about narrow">
    <h1>About Fanfold</h1>
    <div class="prose">
      <p>
        Fanfold is a home for fan fiction that anyone can run. It takes stories in whatever state they
        survive, recovers what each file has lost, finds a story by what happens in it, and lets you read it
        in peace.
      </p>
      <h2>What it promises</h2>
      <ul>
        <li>Every file is kept, byte for byte, and can be had back from its story’s page.</li>
        <li>What it worked out it says so, with the place it came from; what you correct stays corrected.</li>
        <li>It asks nothing of any network. Nothing you read or look for leaves this machine.</li>
        <li>Every page works without script.</li>
      </ul>
      <h2 id="searching">Searching</h2>
      <p>One box takes all of this, together or alone; the form under it writes the same.</p>
      <SearchHelp />
      <h2>Where things are</h2>
      <p>
        This library lies in <code>{libraryDir}</code>. <code>fanfold backup</code> makes one file of it,{' '}
        <code>fanfold doctor</code> checks it, <code>fanfold undo</code> takes back the last import or
        removal.
      </p>
      <h2>Keys</h2>
      <p>
        In ‘Needs a look’ <kbd>J</kbd> goes to the next story, <kbd>K</kbd> back, and <kbd>Enter</kbd> opens
        it; while correcting, <kbd>Enter</kbd> outside a field says that all is right. While reading,{' '}
        <kbd>←</kbd> and <kbd>→</kbd> turn to the chapter before and after.
      </p>
      <h2>Whose it is</h2>
      <p>
        Fanfold is free software under the MIT licence. The faces are Literata and Source Sans 3, under the
        SIL Open Font License. The stories belong to those who wrote them.
      </p>
    </div>
  </Layout>
)
