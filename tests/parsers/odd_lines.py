"""Lines as no page should print them: free text, and the signs and words that the readers of a line look for, shuffled.

Free text alone seldom holds two signs that belong together: an empty bracket, a label with nothing behind it.
"""

from hypothesis import strategies as st

SIGNS = "()[]{}<>«»“”\"'’„:;,.!?…/|｜–—-=＝+&@#*·©®%（）【】「」、。，；：／\u00a0\u200b\u200f\u0301\u3000"
WORDS = (
    "By by Von Par Photo Pic: Foto © Credit Issue No. Vol. Nr. 第 期 12 2016 July 16:18 BST Ada Lund J. McVey de van"
    " EFE AFP Getty Images Reuters CC BY CC0 (AP) jk a the said weir editor 記者 記者陳 山田太郎 기자 الصحفي"
    " ada@weir.example http://weir.example/a Read more"
).split()
_PIECES = st.sampled_from([*SIGNS, *WORDS, " ", " ", " "])

odd_lines = st.one_of(
    st.text(max_size=200), st.lists(_PIECES, max_size=25).map("".join), st.lists(_PIECES, max_size=4).map(" ".join)
)
