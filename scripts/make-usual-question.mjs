// Encodes what all descriptions have in common with the encoder that comes with Fanfold, so that no library has to.
// Run again when the model or src/find/meaning/usual-descriptions.ts changes: `node scripts/make-usual-question.mjs`.
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { openEncoder } from '../src/find/meaning/encoder.ts'
import { readModel } from '../src/find/meaning/model.ts'
import { USUAL_QUESTION_FILE, usualQuestionOf } from '../src/find/meaning/usual-question.ts'

const model = readModel()
rmSync(join(model.folder, USUAL_QUESTION_FILE), { force: true })
const encoder = await openEncoder(model)
await usualQuestionOf({ model, folder: model.folder, encoder })
await encoder.close()
