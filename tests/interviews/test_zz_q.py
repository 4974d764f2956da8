import sys; sys.path.insert(0,"/work/main")
from tests.kparole.test_every_page import queries
from tests.interviews.journal_making import *
from interviews.journal_service import store_batch
from interviews.operations import read_operation
import time, cProfile, pstats
def test_q(app, client):
    with app.app_context(): store_batch(INTERVIEW, whole_interview("A"))
    for n in (0,1):
        with queries(app) as made: client.get("/entretiens/tablette/")
        print(len(made)); print("\n".join(m.replace("\n"," ")[:150] for m in made))
        if n==0:
            with app.app_context():
                for k in range(199): store_batch(uid(k), whole_interview("A",uid(k)))
    for _ in range(3):
        t=time.perf_counter(); client.get("/entretiens/tablette/"); print(time.perf_counter()-t)
    p=cProfile.Profile(); p.enable(); client.get("/entretiens/tablette/"); p.disable(); pstats.Stats(p).sort_stats("cumtime").print_stats(25)
