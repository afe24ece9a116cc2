"""The encoder under Python's onnxruntime, for comparison: reads {"texts": […], "words": n} from standard input."""
import json
import os
import sys
import time

import numpy as np
import onnxruntime as ort
from tokenizers import Tokenizer

folder = os.path.join(os.path.dirname(__file__), "..", "models", "bge-small-en-v1.5")
asked = json.load(sys.stdin)
tokenizer = Tokenizer.from_file(os.path.join(folder, "tokenizer.json"))
tokenizer.enable_truncation(256)
session = ort.InferenceSession(os.path.join(folder, "model.onnx"), providers=["CPUExecutionProvider"])
names = {entry.name for entry in session.get_inputs()}
texts = sorted(asked["texts"], key=len)


def encode(batch):
    tokenizer.enable_padding()
    encoded = tokenizer.encode_batch(batch)
    feed = {
        "input_ids": np.array([each.ids for each in encoded], dtype=np.int64),
        "attention_mask": np.array([each.attention_mask for each in encoded], dtype=np.int64),
        "token_type_ids": np.array([each.type_ids for each in encoded], dtype=np.int64),
    }
    session.run(None, {name: value for name, value in feed.items() if name in names})


encode(texts[:8])
started = time.perf_counter()
cpu = time.process_time()
for at in range(0, len(texts), 16):
    encode(texts[at : at + 16])
seconds = time.perf_counter() - started
print(f"encoding in Python: {asked['words'] / seconds:.0f} words/s ({seconds:.1f} s, processor {time.process_time() - cpu:.1f} s)")
